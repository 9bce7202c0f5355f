package dev.tarn.catalog.expression;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** Turns a parsed expression into conditions on the keys of a table. */
final class ExpressionCompiler {
  private final ExpressionParser.Parsed parsed;
  private final List<software.amazon.awssdk.services.glue.model.Column> keys;

  private ExpressionCompiler(
      ExpressionParser.Parsed parsed,
      List<software.amazon.awssdk.services.glue.model.Column> keys) {
    this.parsed = parsed;
    this.keys = keys;
  }

  static Condition compile(
      String expression, List<software.amazon.awssdk.services.glue.model.Column> keys) {
    ExpressionParser.Parsed parsed = ExpressionParser.parse(expression);
    return new ExpressionCompiler(parsed, keys).condition(parsed.expression());
  }

  private Condition condition(Expression expression) {
    return switch (expression) {
      case AndExpression and ->
          new Condition.And(
              condition(and.getLeftExpression()), condition(and.getRightExpression()));
      case OrExpression or ->
          new Condition.Or(condition(or.getLeftExpression()), condition(or.getRightExpression()));
      case NotExpression not -> new Condition.Not(condition(not.getExpression()));
      case ParenthesedExpressionList<?> list when list.size() == 1 -> condition(list.getFirst());
      case ComparisonOperator comparison -> comparison(comparison);
      case InExpression in -> negatedIf(in.isNot(), in(in));
      case Between between -> negatedIf(between.isNot(), between(between));
      case LikeExpression like -> negatedIf(like.isNot(), like(like));
      case IsNullExpression isNull -> {
        key(isNull.getLeftExpression());
        // A missing value is a text in Glue, and so no value is ever null.
        yield new Condition.Constant(isNull.isNot() || isNull.isUseNotNull());
      }
      default -> throw unsupported(expression);
    };
  }

  private static Condition negatedIf(boolean negated, Condition condition) {
    return negated ? new Condition.Not(condition) : condition;
  }

  private Condition comparison(ComparisonOperator expression) {
    Comparison comparison =
        Comparison.of(expression.getStringExpression().replace(" ", ""))
            .orElseThrow(() -> unsupported(expression));
    Expression left = unwrap(expression.getLeftExpression());
    Expression right = unwrap(expression.getRightExpression());
    Optional<PartitionKey> leftKey = findKey(left);
    Optional<PartitionKey> rightKey = findKey(right);
    if (leftKey.isPresent() && rightKey.isPresent()) {
      if (leftKey.get().type() != rightKey.get().type()) {
        throw unsupported(expression);
      }
      return new Condition.CompareKeys(leftKey.get(), comparison, rightKey.get());
    }
    if (leftKey.isPresent()) {
      PartitionKey key = leftKey.get();
      return new Condition.Compare(key, comparison, key.literal(literal(right)));
    }
    if (rightKey.isPresent()) {
      PartitionKey key = rightKey.get();
      return new Condition.Compare(key, comparison.mirrored(), key.literal(literal(left)));
    }
    if (left instanceof LongValue a && right instanceof LongValue b) {
      return new Condition.Constant(
          comparison.accepts(a.getBigIntegerValue().compareTo(b.getBigIntegerValue())));
    }
    throw isName(left) || isName(right) ? invalid() : unsupported(expression);
  }

  private Condition in(InExpression expression) {
    PartitionKey key = key(expression.getLeftExpression());
    if (!(expression.getRightExpression() instanceof ParenthesedExpressionList<?> list)
        || list.isEmpty()) {
      throw unsupported(expression);
    }
    Set<Comparable<?>> literals = new HashSet<>();
    for (Expression item : list) {
      literals.add(key.literal(literal(unwrap(item))));
    }
    return new Condition.In(key, literals);
  }

  private Condition between(Between expression) {
    if (expression.isUsingSymmetric() || expression.isUsingAsymmetric()) {
      throw unsupported(expression);
    }
    PartitionKey key = key(expression.getLeftExpression());
    return new Condition.Between(
        key,
        key.literal(literal(unwrap(expression.getBetweenExpressionStart()))),
        key.literal(literal(unwrap(expression.getBetweenExpressionEnd()))));
  }

  private Condition like(LikeExpression expression) {
    PartitionKey key = key(expression.getLeftExpression());
    if (key.type() != KeyType.STRING) {
      throw invalidInput(key.type().title() + " data type doesn't support operation 'LIKE'");
    }
    if (expression.getLikeKeyWord() != LikeExpression.KeyWord.LIKE
        || expression.getEscape() != null
        || expression.isUseBinary()) {
      throw unsupported(expression);
    }
    return new Condition.Like(
        key, new LikePattern(literal(unwrap(expression.getRightExpression()))));
  }

  private static Expression unwrap(Expression expression) {
    Expression inner = expression;
    while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      inner = list.getFirst();
    }
    return inner;
  }

  /** The text of a literal, as it would be among a partition's values. */
  private String literal(Expression expression) {
    return switch (expression) {
      case StringValue string when string.getPrefix() == null -> parsed.text(string);
      case LongValue number -> number.getStringValue();
      case DoubleValue number -> number.toString();
      case SignedExpression signed when signed.getSign() == '-' && isNumber(signed) ->
          "-" + signed.getExpression();
      case SignedExpression signed when signed.getSign() == '+' && isNumber(signed) ->
          signed.getExpression().toString();
      case DateTimeLiteralExpression time -> unquoted(time.getValue());
      // Spark writes string literals in double quotes, which make a name in standard SQL.
      case Column column when isDoubleQuoted(column) -> unquoted(column.getColumnName());
      case Column _, DateUnitExpression _ -> throw invalid();
      default -> throw unsupported(expression);
    };
  }

  private static boolean isNumber(SignedExpression signed) {
    return signed.getExpression() instanceof LongValue
        || signed.getExpression() instanceof DoubleValue;
  }

  private static boolean isDoubleQuoted(Column column) {
    return column.getTable() == null && column.getColumnName().startsWith("\"");
  }

  private static String unquoted(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  private PartitionKey key(Expression expression) {
    Expression operand = unwrap(expression);
    return findKey(operand).orElseThrow(() -> isName(operand) ? invalid() : unsupported(operand));
  }

  private static boolean isName(Expression expression) {
    return expression instanceof Column || expression instanceof DateUnitExpression;
  }

  private Optional<PartitionKey> findKey(Expression expression) {
    return switch (expression) {
      case Column column when column.getTable() == null -> findKey(column.getUnquotedColumnName());
      // The parser takes a column named like a unit of time for that unit.
      case DateUnitExpression unit -> findKey(unit.toString());
      default -> Optional.empty();
    };
  }

  private Optional<PartitionKey> findKey(String name) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        String columnType = keys.get(i).type() == null ? "" : keys.get(i).type();
        KeyType type =
            KeyType.of(columnType)
                .orElseThrow(() -> invalidInput("Unknown type : '" + columnType + "'"));
        return Optional.of(new PartitionKey(i, type));
      }
    }
    return Optional.empty();
  }

  private static InvalidInputException invalid() {
    return invalidInput("Invalid partition expression!");
  }

  private static InvalidInputException unsupported(Expression expression) {
    return invalidInput("Unsupported expression '" + expression + "'");
  }

  static InvalidInputException invalidInput(String message) {
    return InvalidInputException.builder().message(message).build();
  }
}
