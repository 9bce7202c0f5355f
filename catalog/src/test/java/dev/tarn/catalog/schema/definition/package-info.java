/** Tests of single parts of reading and comparing definitions. */
@NullMarked
package dev.tarn.catalog.schema.definition;

import org.jspecify.annotations.NullMarked;
