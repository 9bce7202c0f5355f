package dev.tarn.account.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The filters that a kind of resource has. Every filter must match one of its values, in which
 * {@code *} and {@code ?} are wildcards.
 */
final class Filters<T> {
  private static final String TAG = "tag:";

  private final Function<T, List<Tag>> tags;
  private final Map<String, Function<T, Stream<String>>> byName = new LinkedHashMap<>();

  Filters(Function<T, List<Tag>> tags) {
    this.tags = tags;
    byName.put("tag-key", resource -> tags.apply(resource).stream().map(Tag::key));
  }

  Filters<T> add(String name, Function<T, Object> value) {
    byName.put(name, resource -> Stream.ofNullable(value.apply(resource)).map(Object::toString));
    return this;
  }

  Filters<T> addAll(String name, Function<T, Stream<String>> values) {
    byName.put(name, values);
    return this;
  }

  /** Refuses a filter that the kind does not have, also when there is nothing to filter. */
  List<T> apply(List<T> resources, List<Filter> filters) {
    List<T> left = resources;
    for (Filter filter : filters) {
      Function<T, Stream<String>> values = values(filter.name());
      List<Pattern> wanted = filter.values().stream().map(Filters::pattern).toList();
      left =
          left.stream()
              .filter(resource ->
                  values
                      .apply(resource)
                      .anyMatch(value ->
                          wanted.stream().anyMatch(pattern -> pattern.matcher(value).matches())))
              .toList();
    }
    return left;
  }

  private Function<T, Stream<String>> values(String name) {
    if (name != null && name.startsWith(TAG)) {
      String key = name.substring(TAG.length());
      return resource ->
          tags.apply(resource).stream().filter(tag -> tag.key().equals(key)).map(Tag::value);
    }
    Function<T, Stream<String>> known = name == null ? null : byName.get(name);
    if (known == null) {
      throw Ec2Errors.of("InvalidParameterValue", "The filter '" + name + "' is invalid");
    }
    return known;
  }

  private static Pattern pattern(String value) {
    return Pattern.compile(
        value
            .codePoints()
            .mapToObj(c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }
}
