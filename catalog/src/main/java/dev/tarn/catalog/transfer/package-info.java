/**
 * Copies a catalog out to files and in again, in the JSON that the AWS CLI prints for
 * get-databases, get-tables, get-partitions and get-user-defined-functions. Both ways go through
 * the Glue client interface only, so that either end may be a directory of this machine, a running
 * server or AWS. Everything is streamed: what is in memory at any time is a page or a batch.
 */
@NullMarked
package dev.tarn.catalog.transfer;

import org.jspecify.annotations.NullMarked;
