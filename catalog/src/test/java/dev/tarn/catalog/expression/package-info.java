/** Tests of partition filters: examples in AWS's words, and properties against an oracle. */
@NullMarked
package dev.tarn.catalog.expression;

import org.jspecify.annotations.NullMarked;
