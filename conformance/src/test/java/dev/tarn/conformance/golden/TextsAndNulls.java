package dev.tarn.conformance.golden;

import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * A YAML schema where {@code 1.50}, {@code true} and {@code 007} are texts, and only null is not.
 */
final class TextsAndNulls extends FailsafeSchema {
  private static final ConstructNode NULL = ignored -> null;

  @Override
  public ScalarResolver getScalarResolver() {
    return (value, plain) ->
        plain && (value.equals("null") || value.equals("~")) ? Tag.NULL : Tag.STR;
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    Map<Tag, ConstructNode> constructors = new HashMap<>(super.getSchemaTagConstructors());
    constructors.put(Tag.NULL, NULL);
    return constructors;
  }
}
