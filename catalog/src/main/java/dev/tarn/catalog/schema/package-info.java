/**
 * The Glue Schema Registry: registries, schemas, their versions and what is attached to them, with
 * the compatibility of a new version really checked. {@link dev.tarn.catalog.schema.SchemaRegistry}
 * is all that the rest of the catalog sees: it registers the operations, resolves a table's schema
 * reference into columns, and holds the tags of its own resources. Errors are in the words that
 * AWS's serializer libraries match on.
 */
@NullMarked
package dev.tarn.catalog.schema;

import org.jspecify.annotations.NullMarked;
