/** Tests of the schema registry, through the operations of Glue. */
@NullMarked
package dev.tarn.catalog.schema;

import org.jspecify.annotations.NullMarked;
