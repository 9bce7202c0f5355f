/** Tests of JSON Schema containment against a validator. */
@NullMarked
package dev.tarn.catalog.schema.definition.json;

import org.jspecify.annotations.NullMarked;
