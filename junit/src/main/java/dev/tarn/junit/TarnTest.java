package dev.tarn.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a running server. Parameters of constructors and methods may be the
 * {@link dev.tarn.server.Tarn} itself, the {@link java.net.URI} of its endpoint, or a synchronous
 * client of the AWS SDK for Athena, Glue, S3 or STS.
 *
 * <p>Its data is temporary. The JVM needs {@code --add-modules=jdk.incubator.vector}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(TarnExtension.class)
public @interface TarnTest {
  /**
   * Whether each test finds the server empty. It takes milliseconds. Switch it off for tests of a
   * class that build on each other.
   */
  boolean reset() default true;

  /**
   * Whether the class has a server of its own, on a port of its own, instead of the one that all
   * such classes share: for classes that run at the same time. Its engine starts anew.
   */
  boolean own() default false;
}
