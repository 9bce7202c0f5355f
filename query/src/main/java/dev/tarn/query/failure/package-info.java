/**
 * Why a query FAILED, in Athena's words. An engine's failure becomes a StateChangeReason and an
 * AthenaError with category and type number; texts that Athena words differently from Trino are
 * changed here, and only here. Also the exceptions that operations answer with.
 */
@NullMarked
package dev.tarn.query.failure;

import org.jspecify.annotations.NullMarked;
