package dev.tarn.query.trino.serde;

import com.amazon.ion.IonContainer;
import com.amazon.ion.IonException;
import com.amazon.ion.IonInt;
import com.amazon.ion.IonSequence;
import com.amazon.ion.IonStruct;
import com.amazon.ion.IonSystem;
import com.amazon.ion.IonText;
import com.amazon.ion.IonValue;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.spi.TrinoException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path extractor: the search path from a row's value to a column's.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/ion-serde-using-path-extractors.html">
 *     Path extractors</a>
 * @see <a href="https://github.com/amazon-ion/ion-java-path-extraction">Search paths</a>
 */
final class IonPath {
  private static final String WILDCARD = "*";

  /** An annotation that makes a star the name of a field. */
  private static final String LITERAL = "$ion_extractor_field";

  private final List<Step> steps;
  private final List<String> annotations;
  private final boolean caseSensitive;

  private IonPath(List<Step> steps, List<String> annotations, boolean caseSensitive) {
    this.steps = steps;
    this.annotations = annotations;
    this.caseSensitive = caseSensitive;
  }

  /** One component: the children that it matches, and the annotations that they must have. */
  private record Step(@Nullable String field, int index, List<String> annotations) {
    static final int NO_INDEX = -1;

    boolean matches(IonValue child, int position, boolean caseSensitive) {
      if (!annotations.isEmpty() && !annotations.equals(annotationsOf(child))) {
        return false;
      }
      if (index != NO_INDEX) {
        return index == position;
      }
      if (field == null) {
        return true;
      }
      @Nullable String name = child.getFieldName();
      return caseSensitive ? field.equals(name) : field.equalsIgnoreCase(name);
    }
  }

  /** The path of a column that has no extractor. */
  static IonPath ofColumn(String name, boolean caseSensitive) {
    return new IonPath(List.of(new Step(name, Step.NO_INDEX, List.of())), List.of(), caseSensitive);
  }

  /** Reads what a property of the SerDe says, such as {@code (identification name)}. */
  static IonPath parse(IonSystem ion, String property, String path, boolean caseSensitive) {
    IonValue parsed;
    try {
      parsed = ion.singleValue(path);
    } catch (IonException e) {
      throw invalid(property, path, e);
    }
    if (!(parsed instanceof IonSequence sequence)) {
      throw invalid(property, path, null);
    }
    List<Step> steps = new ArrayList<>();
    for (IonValue component : sequence) {
      steps.add(step(component).orElseThrow(() -> invalid(property, path, null)));
    }
    return new IonPath(steps, annotationsOf(parsed), caseSensitive);
  }

  private static Optional<Step> step(IonValue component) {
    List<String> annotations = annotationsOf(component);
    return switch (component) {
      case IonInt number when !number.isNullValue() && number.intValue() >= 0 ->
          Optional.of(new Step(null, number.intValue(), annotations));
      case IonText text when !text.isNullValue() -> {
        boolean literal = !annotations.isEmpty() && annotations.getFirst().equals(LITERAL);
        boolean wildcard = !literal && text.stringValue().equals(WILDCARD);
        yield Optional.of(
            new Step(
                wildcard ? null : text.stringValue(),
                Step.NO_INDEX,
                literal ? annotations.subList(1, annotations.size()) : annotations));
      }
      default -> Optional.empty();
    };
  }

  /** The last value that the path leads to. */
  Optional<IonValue> find(IonValue row) {
    return annotations.isEmpty() || annotations.equals(annotationsOf(row))
        ? find(row, 0)
        : Optional.empty();
  }

  private Optional<IonValue> find(IonValue value, int depth) {
    if (depth == steps.size()) {
      return Optional.of(value);
    }
    boolean hasChildren = value instanceof IonStruct || value instanceof IonSequence;
    if (!hasChildren || value.isNullValue()) {
      return Optional.empty();
    }
    Optional<IonValue> last = Optional.empty();
    int position = 0;
    for (IonValue child : (IonContainer) value) {
      if (steps.get(depth).matches(child, position, caseSensitive)) {
        Optional<IonValue> found = find(child, depth + 1);
        last = found.isPresent() ? found : last;
      }
      position++;
    }
    return last;
  }

  private static List<String> annotationsOf(IonValue value) {
    return Arrays.asList(value.getTypeAnnotations());
  }

  private static TrinoException invalid(String property, String path, @Nullable Throwable cause) {
    return new TrinoException(
        HiveErrorCode.HIVE_INVALID_METADATA,
        "The property " + property + " is not a search path: " + path,
        cause);
  }
}
