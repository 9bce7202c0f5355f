package dev.tarn.query.trino;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.Optional;
import javax.management.MBeanServer;
import org.weakref.jmx.MBeanExporter;
import org.weakref.jmx.ObjectNameGenerator;
import org.weakref.jmx.testing.TestingMBeanServer;

/**
 * In the place of Trino's MBean modules: gives those who ask an exporter that nobody can see, and
 * does not export the hundreds of beans that the other modules declare, a tenth of the start.
 */
final class UnexportedMBeansModule extends AbstractModule {
  @Provides
  @Singleton
  MBeanServer server() {
    return new TestingMBeanServer();
  }

  @Provides
  @Singleton
  MBeanExporter exporter(MBeanServer server, ObjectNameGenerator names) {
    return new MBeanExporter(server, Optional.of(names));
  }
}
