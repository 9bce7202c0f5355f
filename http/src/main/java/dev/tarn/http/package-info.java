/**
 * HTTP as the handlers of requests see it: what a client sent, byte for byte, and the answer that
 * it is given. Blocking, since every request has a thread of its own.
 */
@NullMarked
package dev.tarn.http;

import org.jspecify.annotations.NullMarked;
