/**
 * The documents that are made from the code. The test fails when a file in {@code docs/} is stale;
 * {@code ./mvnw -pl emulator-server -am test -Dtest=GeneratedDocumentsTest -Dtarn.documents=write
 * -Dsurefire.failIfNoSpecifiedTests=false} writes them anew.
 */
@NullMarked
package dev.tarn.server.document;

import org.jspecify.annotations.NullMarked;
