/**
 * Glue's catalog operations: one class per resource family, one method per operation, SDK request
 * in and SDK response out. What several families need stands beside them: finding entries through
 * resource links, the framework's validation rules, page tokens, and building an output shape from
 * an input shape.
 */
@NullMarked
package dev.tarn.catalog.operations;

import org.jspecify.annotations.NullMarked;
