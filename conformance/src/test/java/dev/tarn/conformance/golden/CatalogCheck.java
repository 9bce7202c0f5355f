package dev.tarn.conformance.golden;

import dev.tarn.conformance.golden.Expectation.Entity;
import dev.tarn.conformance.golden.SdkTree.Structure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/**
 * Compares what the catalog holds. Of a structure only the members that the case names are
 * compared; maps (Parameters) and lists must be the same as a whole.
 */
final class CatalogCheck {
  private final GlueClient glue;
  private final Differences differences;

  CatalogCheck(GlueClient glue, Differences differences) {
    this.glue = glue;
    this.differences = differences;
  }

  void compare(Entity entity) {
    String name = differences.placeholders().fill(entity.name());
    Object actual;
    try {
      actual = read(entity.kind(), name);
    } catch (EntityNotFoundException e) {
      actual = null;
    }
    if (actual == null || entity.expected() == null) {
      differences.same(entity.kind() + " " + name, entity.expected(), actual);
    } else {
      compare(entity.kind() + " " + name, entity.expected(), actual);
    }
  }

  private Object read(String kind, String name) {
    if (kind.equals("database")) {
      return SdkTree.of(glue.getDatabase(r -> r.name(name)).database());
    }
    int dot = name.indexOf('.');
    String database = name.substring(0, dot);
    String table = name.substring(dot + 1);
    return kind.equals("table")
        ? SdkTree.of(glue.getTable(r -> r.databaseName(database).name(table)).table())
        : glue.getPartitionsPaginator(r -> r.databaseName(database).tableName(table)).stream()
            .flatMap(page -> page.partitions().stream())
            .map((SdkPojo partition) -> SdkTree.of(partition))
            .sorted(Comparator.comparing(tree -> String.valueOf(tree.members().get("Values"))))
            .toList();
  }

  private void compare(String path, @Nullable Object expected, @Nullable Object actual) {
    switch (actual) {
      case Structure structure when expected instanceof Map<?, ?> members ->
          members.forEach((name, value) ->
              compare(path + "." + name, value, structure.members().get(String.valueOf(name))));
      case Map<?, ?> map when expected instanceof Map<?, ?> members -> {
        differences.same(path + " keys", sorted(members), sorted(map));
        members.forEach((key, value) -> {
          if (map.containsKey(key)) {
            compare(path + "." + key, value, map.get(key));
          }
        });
      }
      case List<?> list when expected instanceof List<?> elements -> {
        differences.same(path + " size", elements.size(), list.size());
        for (int i = 0; i < Math.min(elements.size(), list.size()); i++) {
          compare(path + "[" + i + "]", elements.get(i), list.get(i));
        }
      }
      case String text when expected instanceof String pattern ->
          differences.text(path, pattern, text);
      case null, default -> differences.same(path, expected, actual);
    }
  }

  private static List<String> sorted(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).sorted().toList();
  }
}
