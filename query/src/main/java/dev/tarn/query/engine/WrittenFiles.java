package dev.tarn.query.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which data files each running query has published. Trino's writers put the query's id into the
 * name of every data file, and into no other name but that of a statistics file.
 */
public final class WrittenFiles {
  private static final String ICEBERG_STATISTICS = ".stats";

  private final Map<String, Set<String>> uris = new ConcurrentHashMap<>();

  /** Starts to collect for a query. */
  public void watch(String engineId) {
    uris.put(engineId, ConcurrentHashMap.newKeySet());
  }

  /** What has been published and is still there. */
  public List<String> of(String engineId) {
    Set<String> files = uris.get(engineId);
    return files == null ? List.of() : List.copyOf(files);
  }

  /** Ends collecting and forgets. */
  public void forget(String engineId) {
    uris.remove(engineId);
  }

  /** A file is there, whoever wrote it. */
  public void published(String uri) {
    if (uri.endsWith(ICEBERG_STATISTICS)) {
      return;
    }
    String name = uri.substring(uri.lastIndexOf('/') + 1);
    uris.forEach((engineId, files) -> {
      if (name.contains(engineId)) {
        files.add(uri);
      }
    });
  }

  /** A file is no longer there. */
  public void deleted(String uri) {
    uris.values().forEach(files -> files.remove(uri));
  }
}
