/**
 * Athena work groups: their operations, their rules about result locations, and their files. {@code
 * primary} always exists. A work group decides where results go when it enforces its configuration,
 * and whether queries are accepted at all.
 */
@NullMarked
package dev.tarn.query.workgroup;

import org.jspecify.annotations.NullMarked;
