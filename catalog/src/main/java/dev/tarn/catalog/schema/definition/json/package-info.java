/**
 * JSON Schema definitions of drafts 4, 6 and 7. Validity is checked against the draft's own
 * meta-schema by the networknt validator. Compatibility is containment: every document that the
 * writer's schema accepts, the reader's accepts too. Where containment cannot be shown the answer
 * is incompatible, never a guess.
 */
@NullMarked
package dev.tarn.catalog.schema.definition.json;

import org.jspecify.annotations.NullMarked;
