/**
 * Athena's small resources on files: work groups, named queries, prepared statements, data catalogs
 * and tags. All are in memory for reading and each is one JSON file in AWS's own wire shape inside
 * a small envelope, replaced atomically.
 */
@NullMarked
package dev.tarn.query.entity;

import org.jspecify.annotations.NullMarked;
