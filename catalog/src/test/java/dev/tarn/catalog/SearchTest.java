package dev.tarn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.SortCriterion;

class SearchTest {
  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("a");
    catalog.createDatabase("b");
    create("a", "customer-link", Map.of("classification", "csv"));
    create("b", "link-customer", Map.of("classification", "parquet"));
    create("a", "linkcustomer", Map.of());
    create("b", "orders", Map.of("note", "the customer link"));
  }

  private void create(String database, String name, Map<String, String> parameters) {
    glue.createTable(r ->
        r.databaseName(database)
            .tableInput(
                CatalogFixture.tableInput(name).toBuilder().parameters(parameters).build()));
    catalog.clock().advance(Duration.ofDays(1));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private List<String> names(Consumer<SearchTablesRequest.Builder> search) {
    return glue.searchTables(search).tableList().stream().map(t -> t.name()).toList();
  }

  private static PropertyPredicate filter(String key, String value, @Nullable String comparator) {
    return PropertyPredicate.builder().key(key).value(value).comparator(comparator).build();
  }

  @Test
  void textIsFoundAnywhereInATable() {
    assertThat(names(r -> {}))
        .containsExactly("customer-link", "link-customer", "linkcustomer", "orders");
    assertThat(names(r -> r.searchText("linkc"))).containsExactly("linkcustomer");
    assertThat(names(r -> r.searchText("Customer link"))).hasSize(4);
    assertThat(names(r -> r.searchText("\"customer link\"")))
        .containsExactly("customer-link", "orders");
    assertThat(names(r -> r.searchText("parquet"))).containsExactly("link-customer");
    assertThat(names(r -> r.searchText("nothing like it"))).isEmpty();
  }

  @Test
  void filtersCompareWordsAndTimes() {
    assertThat(names(r -> r.filters(filter("Name", "link", null))))
        .containsExactly("customer-link", "link-customer");
    assertThat(
            names(r -> r.filters(filter("DatabaseName", "a", null), filter("Name", "link", null))))
        .containsExactly("customer-link");
    assertThat(names(r -> r.filters(filter("classification", "CSV", "EQUALS"))))
        .containsExactly("customer-link");
    assertThat(names(r -> r.filters(filter("CreateTime", "2026-03-03", "GREATER_THAN"))))
        .containsExactly("linkcustomer", "orders");
    assertThat(
            names(r ->
                r.filters(
                    filter(
                        "UpdateTime",
                        Long.toString(FakeClock.START.getEpochSecond() + 1),
                        "LESS_THAN"))))
        .containsExactly("customer-link");
    assertThatThrownBy(() -> names(r -> r.filters(filter("Name", "x", "GREATER_THAN"))))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> names(r -> r.filters(filter("CreateTime", "soon", "EQUALS"))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void pagesGoOnInTheirOrder() {
    SortCriterion newestFirst =
        SortCriterion.builder().fieldName("CreateTime").sort("DESC").build();
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      SearchTablesResponse page =
          glue.searchTables(r -> r.sortCriteria(newestFirst).maxResults(3).nextToken(next));
      page.tableList().forEach(t -> names.add(t.name()));
      token = page.nextToken();
    } while (token != null);

    assertThat(names).containsExactly("orders", "linkcustomer", "link-customer", "customer-link");
    assertThatThrownBy(
            () -> names(r -> r.sortCriteria(SortCriterion.builder().fieldName("x").build())))
        .isInstanceOf(InvalidInputException.class);
  }
}
