/** Tests of Trino's file system on our objects. */
@NullMarked
package dev.tarn.query.trino.file;

import org.jspecify.annotations.NullMarked;
