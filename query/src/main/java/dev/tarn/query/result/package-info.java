/**
 * What a statement leaves behind and how it is read back. Writers stream an engine's rows into the
 * result object as CSV or text and add the {@code .metadata} companion and manifests; nothing holds
 * a whole result. GetQueryResults reads pages from the object itself: a page token carries the byte
 * offset at which the next page starts, so that a page costs the page and survives a restart.
 * Column descriptions are derived from the engine's type names.
 */
@NullMarked
package dev.tarn.query.result;

import org.jspecify.annotations.NullMarked;
