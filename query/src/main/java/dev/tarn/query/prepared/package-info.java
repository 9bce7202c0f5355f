/**
 * Statements that users keep in a work group: prepared statements, also reached by SQL's PREPARE
 * and DEALLOCATE, and named queries. Both are stored as they were sent.
 */
@NullMarked
package dev.tarn.query.prepared;

import org.jspecify.annotations.NullMarked;
