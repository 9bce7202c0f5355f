/**
 * The edge of Tarn: the HTTP server, routing to the services, configuration, the command line, and
 * the one class that wires all modules together. Everything that knows Javalin or Jetty is in here.
 */
@NullMarked
package dev.tarn.server;

import org.jspecify.annotations.NullMarked;
