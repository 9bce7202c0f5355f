package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/**
 * Where a listing goes on: the position of the last item answered, so that a page costs only itself
 * and changes in between neither repeat nor skip other items. Opaque to callers.
 */
final class PageToken {
  private static final int VERSION = 1;

  private PageToken() {}

  static String encode(String operation, List<String> position) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(operation);
      out.writeShort(position.size());
      for (String part : position) {
        out.writeUTF(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** The position in a token of this operation; empty without a token, for the first page. */
  static Optional<List<String>> decode(String operation, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(token)))) {
      if (in.readByte() != VERSION || !in.readUTF().equals(operation)) {
        throw invalid();
      }
      int size = in.readUnsignedShort();
      List<String> position = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        position.add(in.readUTF());
      }
      if (in.read() >= 0) {
        throw invalid();
      }
      return Optional.of(position);
    } catch (IOException | IllegalArgumentException e) {
      InvalidInputException invalid = invalid();
      invalid.addSuppressed(e);
      throw invalid;
    }
  }

  /** The position in a token of a listing by name. */
  static @Nullable String decodeName(String operation, @Nullable String token) {
    Optional<List<String>> position = decode(operation, token);
    if (position.isPresent() && position.get().size() != 1) {
      throw invalid();
    }
    return position.map(List::getFirst).orElse(null);
  }

  static InvalidInputException invalid() {
    return CatalogErrors.invalidInput("Invalid NextToken.");
  }
}
