/**
 * The engine port on a Trino cluster elsewhere, reached by Trino's client protocol. The cluster's
 * Hive and Iceberg connectors use this server's Glue and S3 endpoints, so that catalog and objects
 * stay here and only the work is done there. It must have the two catalogs that {@link
 * dev.tarn.query.engine.EngineCatalogs} names; statements are sent exactly as to the embedded
 * engine. Values come as JSON and get Athena's texts here. Of Trino, only its client library is
 * known to this package.
 */
@NullMarked
package dev.tarn.query.cluster;

import org.jspecify.annotations.NullMarked;
