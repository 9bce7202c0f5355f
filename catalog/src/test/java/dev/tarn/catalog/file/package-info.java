/** Tests of the catalog's files. */
@NullMarked
package dev.tarn.catalog.file;

import org.jspecify.annotations.NullMarked;
