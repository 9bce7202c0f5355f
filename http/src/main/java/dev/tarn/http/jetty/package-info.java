/** Requests and answers of Jetty, without servlets. */
@NullMarked
package dev.tarn.http.jetty;

import org.jspecify.annotations.NullMarked;
