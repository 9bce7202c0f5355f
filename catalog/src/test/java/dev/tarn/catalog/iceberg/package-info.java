/** Tests of Iceberg tables that Glue creates and changes, against files that Iceberg reads back. */
@NullMarked
package dev.tarn.catalog.iceberg;

import org.jspecify.annotations.NullMarked;
