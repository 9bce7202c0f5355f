package dev.tarn.catalog.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.services.glue.model.Column;

/**
 * Random expressions mean what a straightforward reading of them says, and what a filter tells
 * about its keys is true of everything that it accepts.
 */
class PartitionFilterProperties {
  private static final List<Column> KEYS =
      List.of(
          Column.builder().name("s").type("varchar(9)").build(),
          Column.builder().name("i").type("bigint").build(),
          Column.builder().name("d").type("decimal(9,3)").build(),
          Column.builder().name("day").type("date").build());

  /** An expression together with what it means, said in another way. */
  record Example(String text, Predicate<List<String>> meaning) {
    Example wrapped(String before, String after) {
      return new Example(before + text + after, meaning);
    }
  }

  @Property(tries = 500)
  void anExpressionMeansWhatItSays(
      @ForAll("expressions") Example example, @ForAll("partitions") List<String> values) {
    PartitionFilter filter = PartitionFilter.compile(example.text(), KEYS);

    boolean accepted = filter.accepts(values);

    assertThat(accepted)
        .as(example.text() + " on " + values)
        .isEqualTo(example.meaning().test(values));
    if (accepted) {
      List<String> leading = filter.leadingValues();
      assertThat(values.subList(0, leading.size())).isEqualTo(leading);
      for (int i = 0; i < KEYS.size(); i++) {
        KeyType type = KeyType.of(KEYS.get(i).type()).orElseThrow();
        Comparable<?> value = type.value(values.get(i)).orElseThrow();
        assertThat(filter.interval(i).map(interval -> interval.contains(value)).orElse(true))
            .isTrue();
      }
    }
  }

  @Provide
  Arbitrary<List<String>> partitions() {
    return Combinators.combine(strings(), integers(), decimals(), dates())
        .as((s, i, d, day) -> List.of(s, i, d, day));
  }

  @Provide
  Arbitrary<Example> expressions() {
    return nested(4);
  }

  private static Arbitrary<Example> nested(int depth) {
    if (depth == 0) {
      return predicates();
    }
    Arbitrary<Example> inner = nested(depth - 1);
    return Arbitraries.oneOf(
        predicates(),
        inner.map(e -> e.wrapped("(", ")")),
        inner.map(e -> new Example("NOT (" + e.text() + ")", e.meaning().negate())),
        Combinators.combine(inner, inner)
            .as((a, b) ->
                new Example(
                    "(" + a.text() + ") AND (" + b.text() + ")", a.meaning().and(b.meaning()))),
        Combinators.combine(inner, inner)
            .as((a, b) ->
                new Example(
                    "(" + a.text() + ") or (" + b.text() + ")", a.meaning().or(b.meaning()))),
        // Without parentheses, AND binds closer.
        Combinators.combine(predicates(), predicates(), predicates())
            .as((a, b, c) ->
                new Example(
                    a.text() + " OR " + b.text() + " and " + c.text(),
                    a.meaning().or(b.meaning().and(c.meaning())))));
  }

  private static Arbitrary<Example> predicates() {
    return Arbitraries.oneOf(
        comparisons(0, strings(), PartitionFilterProperties::quote),
        comparisons(1, integers(), text -> text),
        comparisons(1, integers(), PartitionFilterProperties::quote),
        comparisons(2, decimals(), text -> text),
        comparisons(3, dates(), PartitionFilterProperties::quote),
        lists(0, strings()),
        lists(1, integers()),
        ranges(1, integers()),
        ranges(2, decimals()),
        ranges(3, dates()),
        likes(),
        Arbitraries.of(
            new Example("s IS NULL", values -> false),
            new Example("i is not null", values -> true)));
  }

  private static Arbitrary<Example> comparisons(
      int key, Arbitrary<String> literals, java.util.function.UnaryOperator<String> written) {
    return Combinators.combine(
            Arbitraries.of("=", "!=", "<>", "<", "<=", ">", ">="),
            literals,
            Arbitraries.of(true, false))
        .as((operator, literal, keyFirst) -> {
          String name = KEYS.get(key).name();
          String text =
              keyFirst
                  ? name + " " + operator + " " + written.apply(literal)
                  : written.apply(literal) + operator + name;
          return new Example(
              text,
              values -> {
                int order = order(key, values.get(key), literal);
                return holds(operator, keyFirst ? order : -order);
              });
        });
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> order != 0;
    };
  }

  /** Texts by their code points, numbers by value, dates as texts: they are of one length. */
  private static int order(int key, String a, String b) {
    return switch (key) {
      case 0 -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
      case 1, 2 -> new BigDecimal(a).compareTo(new BigDecimal(b));
      default -> a.compareTo(b);
    };
  }

  private static Arbitrary<Example> lists(int key, Arbitrary<String> literals) {
    return Combinators.combine(
            literals.list().ofMinSize(1).ofMaxSize(4), Arbitraries.of(true, false))
        .as((items, negated) -> {
          String text =
              KEYS.get(key).name()
                  + (negated ? " not in (" : " IN (")
                  + items.stream()
                      .map(PartitionFilterProperties::quote)
                      .collect(Collectors.joining(", "))
                  + ")";
          Predicate<List<String>> in =
              values -> items.stream().anyMatch(i -> order(key, values.get(key), i) == 0);
          return new Example(text, negated ? in.negate() : in);
        });
  }

  private static Arbitrary<Example> ranges(int key, Arbitrary<String> literals) {
    return Combinators.combine(literals, literals, Arbitraries.of(true, false))
        .as((low, high, negated) -> {
          String text =
              KEYS.get(key).name()
                  + (negated ? " NOT" : "")
                  + " between "
                  + quote(low)
                  + " AND "
                  + quote(high);
          Predicate<List<String>> within =
              values ->
                  order(key, values.get(key), low) >= 0 && order(key, values.get(key), high) <= 0;
          return new Example(text, negated ? within.negate() : within);
        });
  }

  private static Arbitrary<Example> likes() {
    Arbitrary<String> patterns =
        Arbitraries.of("%", "_", "a", "b", "'", "\uD83D\uDE00")
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return Combinators.combine(patterns, Arbitraries.of(true, false))
        .as((pattern, negated) -> {
          String regex =
              pattern
                  .codePoints()
                  .mapToObj(
                      c -> c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)))
                  .collect(Collectors.joining());
          Predicate<String> like = Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
          Predicate<List<String>> meaning = values -> like.test(values.getFirst());
          return new Example(
              "s " + (negated ? "not like " : "LIKE ") + quote(pattern),
              negated ? meaning.negate() : meaning);
        });
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "a", "ab", "b", "it's", "2026", "__HIVE_DEFAULT_PARTITION__", "Ａ"),
        Arbitraries.of("a", "b", "'", "%", "\uFFFD", "\uD83D\uDE00")
            .list()
            .ofMaxSize(4)
            .map(parts -> String.join("", parts)));
  }

  private static Arbitrary<String> integers() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-3, 12).map(String::valueOf),
        Arbitraries.integers().between(0, 9).map(i -> "0" + i),
        Arbitraries.longs().map(String::valueOf));
  }

  private static Arbitrary<String> decimals() {
    return Arbitraries.oneOf(
        integers(),
        Arbitraries.integers()
            .between(-300, 300)
            .map(i -> String.format(Locale.ROOT, "%.2f", i / 100.0)));
  }

  private static Arbitrary<String> dates() {
    return Combinators.combine(
            Arbitraries.integers().between(2024, 2026),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 28))
        .as((y, m, d) -> String.format(Locale.ROOT, "%04d-%02d-%02d", y, m, d));
  }
}
