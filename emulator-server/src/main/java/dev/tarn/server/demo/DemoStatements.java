package dev.tarn.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The statements of the demo, with the rows that follow from the generated data. */
final class DemoStatements {
  private static final String FIRST_DAY = "2026-03-01";

  private final DemoLake lake;
  private final String bucket;

  DemoStatements(DemoLake lake, String bucket) {
    this.lake = lake;
    this.bucket = bucket;
  }

  List<DemoStatement> all() {
    return List.of(
        customersByCountry(), revenueBySegment(), writeEvents(), showPartitions(), eventsByDay());
  }

  private DemoStatement customersByCountry() {
    Map<String, Long> counts =
        lake.customers().stream()
            .collect(
                Collectors.groupingBy(
                    DemoLake.Customer::country, TreeMap::new, Collectors.counting()));
    List<List<String>> rows = new ArrayList<>();
    counts.forEach((country, count) -> rows.add(List.of(country, count.toString())));
    return new DemoStatement(
        "A CSV file",
        """
        SELECT country, count(*) AS customers
        FROM customers
        GROUP BY country
        ORDER BY country\
        """,
        rows);
  }

  private DemoStatement revenueBySegment() {
    Map<Integer, DemoLake.Customer> byId =
        lake.customers().stream()
            .collect(Collectors.toMap(DemoLake.Customer::id, customer -> customer));
    Map<String, List<DemoLake.Order>> bySegment =
        lake.orders().stream()
            .filter(order -> !order.state().equals("returned"))
            .collect(
                Collectors.groupingBy(
                    order -> Objects.requireNonNull(byId.get(order.customerId())).segment(),
                    TreeMap::new,
                    Collectors.toList()));
    List<List<String>> rows = new ArrayList<>();
    bySegment.forEach((segment, orders) ->
        rows.add(
            List.of(
                segment,
                Integer.toString(orders.size()),
                Long.toString(orders.stream().mapToLong(DemoLake.Order::cents).sum()))));
    return new DemoStatement(
        "CSV joined with JSON lines",
        """
        SELECT c.segment, count(*) AS orders, sum(o.cents) AS cents
        FROM orders o
        JOIN customers c ON c.id = o.customer_id
        WHERE o.state <> 'returned'
        GROUP BY c.segment
        ORDER BY c.segment\
        """,
        rows);
  }

  private DemoStatement writeEvents() {
    return new DemoStatement(
        "Device events, written as partitioned Parquet",
        """
        CREATE TABLE device_events
        WITH (
          format = 'PARQUET',
          external_location = 's3://%s/device_events/',
          partitioned_by = ARRAY['day'])
        AS SELECT
          n AS event_id,
          'device-' || CAST(n %% %d AS varchar) AS device,
          n %% 50 AS temperature,
          CAST(date_add('day', n / %d, DATE '%s') AS varchar) AS day
        FROM UNNEST(sequence(0, %d)) AS t (n)\
        """
            .formatted(
                bucket,
                DemoLake.DEVICES,
                DemoLake.EVENTS_PER_DAY,
                FIRST_DAY,
                DemoLake.EVENT_DAYS * DemoLake.EVENTS_PER_DAY - 1),
        List.of());
  }

  private DemoStatement showPartitions() {
    List<List<String>> rows = new ArrayList<>();
    for (int day = 0; day < DemoLake.EVENT_DAYS; day++) {
      rows.add(List.of("day=" + day(day)));
    }
    return new DemoStatement("Its partitions in Glue", "SHOW PARTITIONS device_events", rows);
  }

  private DemoStatement eventsByDay() {
    int from = DemoLake.EVENT_DAYS - 3;
    List<List<String>> rows = new ArrayList<>();
    for (int day = from; day < DemoLake.EVENT_DAYS; day++) {
      int hottest = 0;
      for (int event = 0; event < DemoLake.EVENTS_PER_DAY; event++) {
        hottest = Math.max(hottest, (day * DemoLake.EVENTS_PER_DAY + event) % 50);
      }
      rows.add(
          List.of(
              day(day),
              Integer.toString(DemoLake.EVENTS_PER_DAY),
              Integer.toString(DemoLake.DEVICES),
              Integer.toString(hottest)));
    }
    return new DemoStatement(
        "Three of the partitions",
        """
        SELECT day, count(*) AS events, count(DISTINCT device) AS devices,
          max(temperature) AS hottest
        FROM device_events
        WHERE day >= '%s'
        GROUP BY day
        ORDER BY day\
        """
            .formatted(day(from)),
        rows);
  }

  private static String day(int offset) {
    return java.time.LocalDate.parse(FIRST_DAY).plusDays(offset).toString();
  }
}
