/**
 * The Glue catalog as Trino's connectors are given it: the in-process client with interceptors in
 * front. An interceptor may answer a call itself or change what goes through; the catalog knows
 * nothing of either.
 */
@NullMarked
package dev.tarn.query.trino.catalog;

import org.jspecify.annotations.NullMarked;
