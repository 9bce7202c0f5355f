/**
 * Small resources of a service on files, such as work groups, roles and keys. All are in memory for
 * reading and each is one JSON file in AWS's own wire shape inside a small envelope, replaced
 * atomically. A file that cannot be read stops the start with its name.
 */
@NullMarked
package dev.tarn.storage.entity;

import org.jspecify.annotations.NullMarked;
