/**
 * The AWS SDK's model metadata in the form that a codec wants: members of a structure by wire name,
 * the kind of every value, element shapes of lists and maps. Read once per model class and kept;
 * recursive models resolve lazily. No protocol is named here, so that JSON and Query share it.
 */
@NullMarked
package dev.tarn.protocol.shape;

import org.jspecify.annotations.NullMarked;
