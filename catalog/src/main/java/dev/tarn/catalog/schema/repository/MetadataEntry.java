package dev.tarn.catalog.schema.repository;

/**
 * One key and value attached to a schema version.
 *
 * @param createdTime as Glue writes it
 */
public record MetadataEntry(String key, String value, String createdTime) {}
