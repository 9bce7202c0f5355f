/**
 * What a server runs and loads by itself when it starts: shell scripts, statements, catalogs and
 * objects from a directory, for containers and tests.
 */
@NullMarked
package dev.tarn.server.init;

import org.jspecify.annotations.NullMarked;
