package dev.tarn.query.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.catalog.iceberg.TableScan;
import dev.tarn.catalog.iceberg.TableScan.ScannedFile;
import dev.tarn.query.iceberg.RewriteRules.InvalidRuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RewriteRulesTest {
  private static final long MB = 1024 * 1024;
  private static final String SQL =
      "EXECUTE optimize(file_size_threshold => '1000000000000000000B') WHERE (true)";

  private static ScannedFile file(String name, String partition, long bytes, int deletes) {
    return new ScannedFile("s3://b/" + name, partition, bytes, deletes);
  }

  private static List<ScannedFile> small(int count, String partition) {
    List<ScannedFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(file(partition + i, partition, i + 1, 0));
    }
    return files;
  }

  private static List<ScannedFile> chosen(Map<String, String> rules, List<ScannedFile> files) {
    return RewriteRules.of(rules).choose(new TableScan(Map.of(), files));
  }

  @Test
  void theDefaultsAreThoseOfTheGuide() {
    assertThat(RewriteRules.of(Map.of()))
        .isEqualTo(new RewriteRules(402_653_184, 966_367_642, 5, 2));
    assertThat(RewriteRules.of(Map.of("write.target-file-size-bytes", "1000")))
        .isEqualTo(new RewriteRules(750, 1800, 5, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"few", "0", "-1", ""})
  void otherValuesAreRefused(String value) {
    assertThatThrownBy(() -> RewriteRules.of(Map.of("optimize_rewrite_data_file_threshold", value)))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessageEndingWith(": " + value);
  }

  @Test
  void filesAreCountedByPartition() {
    List<ScannedFile> enough = small(5, "0/p=a");
    List<ScannedFile> files = new ArrayList<>(small(4, "0/p=b"));
    files.addAll(enough);
    files.add(file("fine", "0/p=a", 500 * MB, 1));
    assertThat(chosen(Map.of(), files)).containsExactlyInAnyOrderElementsOf(enough);
  }

  @Test
  void aFileWithManyDeletesTakesThoseThatWantItAlong() {
    ScannedFile deleted = file("x", "0/", 500 * MB, 2);
    ScannedFile tiny = file("y", "0/", 1, 0);
    ScannedFile fine = file("z", "0/", 500 * MB, 1);
    assertThat(chosen(Map.of(), List.of(deleted, tiny, fine))).containsExactly(deleted, tiny);
    assertThat(chosen(Map.of(), List.of(tiny, fine))).isEmpty();
  }

  @Test
  void sizesAreLimitedOnBothSides() {
    Map<String, String> rules =
        Map.of(
            "optimize_rewrite_min_data_file_size_bytes", "10",
            "optimize_rewrite_max_data_file_size_bytes", "20",
            "optimize_rewrite_data_file_threshold", "1");
    List<ScannedFile> files =
        List.of(
            file("a", "0/", 9, 0),
            file("b", "0/", 10, 0),
            file("c", "0/", 20, 0),
            file("d", "0/", 21, 0));
    assertThat(chosen(rules, files)).containsExactly(files.get(0), files.get(3));
  }

  @Test
  void aSizeTellsTheFilesApartWhenItCan() {
    ScannedFile tiny = file("a", "0/", 10, 0);
    ScannedFile large = file("b", "0/", 11, 0);
    ScannedFile deleted = file("c", "0/", 99, 1);
    assertThat(RewriteStatement.of(SQL, List.of(tiny, large, deleted), List.of(tiny, deleted)))
        .isEqualTo("EXECUTE optimize(file_size_threshold => '0000000000000000010B') WHERE (true)");
    assertThat(RewriteStatement.of(SQL, List.of(deleted), List.of(deleted)))
        .isEqualTo("EXECUTE optimize(file_size_threshold => '0000000000000000000B') WHERE (true)");
  }

  @Test
  void otherwiseTheyAreNamed() {
    ScannedFile tiny = file("it's", "0/", 10, 0);
    ScannedFile large = file("b", "0/", 11, 0);
    assertThat(RewriteStatement.of(SQL, List.of(tiny, large), List.of(large)))
        .isEqualTo(SQL + "\nAND \"$path\" IN ('s3://b/b')");
    assertThat(RewriteStatement.of(SQL, List.of(tiny, file("c", "0/", 1, 1)), List.of(tiny)))
        .isEqualTo(SQL + "\nAND \"$path\" IN ('s3://b/it''s')");
    assertThat(RewriteStatement.of(SQL, List.of(tiny), List.of()))
        .isEqualTo(SQL + "\nAND \"$path\" = ''");
  }
}
