package dev.tarn.server.http;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds of each service's providers those of the first jar only. To look for all of them is to open
 * every jar there is, and most are the query engine's, which nobody waits for yet.
 */
final class FirstProvider extends ClassLoader {
  private static final String SERVICES = "META-INF/services/";

  FirstProvider(ClassLoader all) {
    super(all);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.startsWith(SERVICES)) {
      return super.getResources(name);
    }
    @Nullable URL first = getResource(name);
    return Collections.enumeration(first == null ? List.of() : List.of(first));
  }
}
