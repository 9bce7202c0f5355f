/**
 * PROTOBUF definitions, parsed and linked by the schema library of Square's Wire. Its messages are
 * also AWS's: an unresolved import is reported in the same words (<a
 * href="https://github.com/boto/boto3/issues/3218">measured</a>).
 */
@NullMarked
package dev.tarn.catalog.schema.definition.protobuf;

import org.jspecify.annotations.NullMarked;
