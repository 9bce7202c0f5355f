/**
 * A server inside the JVM of the tests. {@link dev.tarn.junit.TarnTest} on a class gives its tests
 * an endpoint and SDK clients; every test finds an empty server. The engine starts once in a JVM.
 */
@NullMarked
package dev.tarn.junit;

import org.jspecify.annotations.NullMarked;
