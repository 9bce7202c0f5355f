/**
 * The Glue Data Catalog: databases, tables, partitions, functions and what belongs to them. Every
 * operation takes an AWS SDK request and returns an AWS SDK response, so that the HTTP edge, the
 * query engine and tests share one catalog. Entries are held in memory and kept as files in AWS
 * wire JSON.
 */
@NullMarked
package dev.tarn.catalog;

import org.jspecify.annotations.NullMarked;
