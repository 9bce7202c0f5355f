/** Tests of the catalog through its in-process client. */
@NullMarked
package dev.tarn.catalog;

import org.jspecify.annotations.NullMarked;
