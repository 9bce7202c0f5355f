/**
 * The engine port on a Trino that runs inside this process: Trino's own coordinator modules, put
 * together without its launcher, its configuration files and its plugin directory. The Hive and
 * Iceberg connectors get the catalog as a GlueClient and the objects as a TrinoFileSystem, so that
 * neither goes through a socket. Users see one catalog; Iceberg tables in it are redirected to a
 * second catalog that no listing shows. Trino's classes have no stable API: everything that touches
 * them is in this package and its sub-packages, and the version is pinned.
 */
@NullMarked
package dev.tarn.query.trino;

import org.jspecify.annotations.NullMarked;
