/**
 * The checks that AWS's service framework makes before an operation runs, in AWS's words: required
 * members, lengths, ranges, patterns, enum values. The SDK's metadata carries no constraints, so an
 * operation states its own; the service chooses the error code that they end in.
 */
@NullMarked
package dev.tarn.protocol.validation;

import org.jspecify.annotations.NullMarked;
