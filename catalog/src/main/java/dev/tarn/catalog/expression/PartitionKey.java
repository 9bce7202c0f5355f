package dev.tarn.catalog.expression;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.InvalidStateException;

/**
 * A partition key that a filter is about.
 *
 * @param position among the keys of the table
 */
record PartitionKey(int position, KeyType type) {

  /** The key's text in a partition. */
  String textOf(List<String> values) {
    if (position >= values.size()) {
      // Glue lets a table's keys change under its partitions.
      throw InvalidStateException.builder()
          .message("The number of partition keys do not match the number of partition values")
          .build();
    }
    return values.get(position);
  }

  /** The key's value in a partition. */
  Comparable<?> valueOf(List<String> values) {
    String text = textOf(values);
    Optional<Comparable<?>> value = type.value(text);
    if (value.isEmpty()) {
      throw InvalidStateException.builder()
          .message(
              // https://github.com/aws/aws-sdk/issues/670
              type == KeyType.INTEGRAL
                  ? "For input string: " + type.complaint(text)
                  : type.complaint(text))
          .build();
    }
    return value.get();
  }

  /** The value of a literal that the key is compared with. */
  Comparable<?> literal(String text) {
    return type.value(text)
        .orElseThrow(() -> InvalidInputException.builder().message(type.complaint(text)).build());
  }
}
