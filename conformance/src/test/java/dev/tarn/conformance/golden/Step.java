package dev.tarn.conformance.golden;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has to be there before a statement is run. */
sealed interface Step {
  /** A statement that must succeed. */
  record Sql(String text) implements Step {}

  /** Objects, by key below the area's prefix. */
  record Put(Map<String, String> objects) implements Step {}

  /** A call of a JSON service, for what no statement can make. */
  record Call(String target, String body) implements Step {}

  static List<Step> all(String place, List<@Nullable Object> values) {
    return values.stream().map(value -> of(place, value)).toList();
  }

  private static Step of(String place, @Nullable Object value) {
    if (value instanceof String sql) {
      return new Sql(sql);
    }
    Fields fields = Fields.of(place, value);
    Step step = fields.has("put") ? put(fields) : call(fields);
    fields.end();
    return step;
  }

  private static Step put(Fields fields) {
    Fields objects = fields.fields("put").orElseThrow();
    Map<String, String> contents = new TreeMap<>();
    objects.names().forEach(key -> contents.put(key, objects.required(key)));
    return new Put(contents);
  }

  private static Step call(Fields fields) {
    return new Call(fields.required("call"), fields.required("body"));
  }
}
