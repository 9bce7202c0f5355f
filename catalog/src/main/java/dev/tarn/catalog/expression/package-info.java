/**
 * The filters of GetPartitions: a SQL condition over the partition keys, parsed by JSQLParser, the
 * parser that Glue itself uses, turned into our own typed conditions, and evaluated on the text
 * values of a partition. A filter also tells which values a key can have at all, so that an ordered
 * index need not look at the others.
 */
@NullMarked
package dev.tarn.catalog.expression;

import org.jspecify.annotations.NullMarked;
