/**
 * The HTTP edge: one port for all services. {@link dev.tarn.server.http.HttpEdge} is the only class
 * that knows Javalin and Jetty; it hands every request to a {@link
 * dev.tarn.server.http.RequestHandler}. {@link dev.tarn.server.http.Router} finds the service, and
 * one handler per wire protocol decodes, calls the operation table and encodes. Exceptions become
 * wire errors in those handlers and nowhere else.
 */
@NullMarked
package dev.tarn.server.http;

import org.jspecify.annotations.NullMarked;
