package io.churnlake.churn.recommend;

import io.churnlake.clv.math.SymmetricMatrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Products as vectors, learnt by alternating least squares from implicit feedback (Hu, Koren and
 * Volinsky 2008, "Collaborative filtering for implicit feedback datasets"). A customer's vector is
 * the exact least-squares solution for the products bought, given the products' vectors: half a
 * step of the algorithm. So customers need not be there when the products are learnt, and nothing
 * of them is kept. Plain Java; immutable.
 *
 * <p>With y the vectors of all products, c the occasions of those bought and n their number, the
 * vector x solves {@code (Y'Y + sum alpha c y y' + lambda n I) x = sum (1 + alpha c) y}, as in
 * MLlib, which scales the penalty by n as Zhou et al. 2008 do.
 */
public final class ItemFactors implements Serializable {
  private static final long serialVersionUID = 1;

  private final double[][] factors;
  private final double[][] gram;
  private final double alpha;
  private final double lambda;

  /**
   * Takes the vectors as they are.
   *
   * @param factors one vector a product, all of one length above 0
   * @param alpha how much an occasion adds to the confidence
   * @param lambda the penalty, above 0
   * @throws IllegalArgumentException if they are not so
   */
  public ItemFactors(List<double[]> factors, double alpha, double lambda) {
    this.factors = factors.toArray(double[][]::new);
    this.alpha = alpha;
    this.lambda = lambda;
    int rank = factors.isEmpty() ? 0 : factors.get(0).length;
    if (rank == 0 || factors.stream().anyMatch(each -> each.length != rank) || !(lambda > 0)) {
      throw new IllegalArgumentException(
          "%d vectors, the first of length %d, penalty %s".formatted(factors.size(), rank, lambda));
    }
    gram = new double[rank][rank];
    factors.forEach(each -> addSquare(gram, each, 1));
  }

  /** How many products there are. */
  public int size() {
    return factors.length;
  }

  /** The vector of a product. */
  public double[] vector(int product) {
    return factors[product].clone();
  }

  /**
   * The vectors in another order.
   *
   * @param places of each product here; -1 for one that nothing is known of, whose vector is 0
   */
  public ItemFactors numbered(int[] places) {
    double[] unknown = new double[gram.length];
    return new ItemFactors(
        Arrays.stream(places).mapToObj(place -> place < 0 ? unknown : factors[place]).toList(),
        alpha,
        lambda);
  }

  /**
   * A customer among the products.
   *
   * @param occasions by the product's number; above 0
   */
  public Folded fold(Map<Integer, Integer> occasions) {
    int rank = gram.length;
    double[][] matrix = new double[rank][];
    for (int i = 0; i < rank; i++) {
      matrix[i] = gram[i].clone();
      matrix[i][i] += lambda * occasions.size();
    }
    double[] right = new double[rank];
    occasions.forEach(
        (product, number) -> {
          addSquare(matrix, factors[product], alpha * number);
          add(right, factors[product], 1 + alpha * number);
        });
    double[][] root =
        SymmetricMatrix.root(matrix)
            .orElseThrow(() -> new IllegalArgumentException("no customer without purchases"));
    return new Folded(root, SymmetricMatrix.solution(root, right), occasions);
  }

  /** One customer. */
  public final class Folded {
    private final double[][] root;
    private final double[] vector;
    private final Map<Integer, Integer> occasions;

    private Folded(double[][] root, double[] vector, Map<Integer, Integer> occasions) {
      this.root = root;
      this.vector = vector;
      this.occasions = new LinkedHashMap<>(occasions);
    }

    /** The customer's vector. */
    public double[] vector() {
      return vector.clone();
    }

    /** How much the customer is expected to like the product: about 0 to 1. */
    public double score(int product) {
      return dot(vector, factors[product]);
    }

    /**
     * The purchase that adds most to a product's score, which is the sum of what each of them adds
     * (Hu et al. 2008, section 5).
     */
    public int because(int product) {
      double[] weighted = SymmetricMatrix.solution(root, factors[product]);
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (Map.Entry<Integer, Integer> bought : occasions.entrySet()) {
        double adds = (1 + alpha * bought.getValue()) * dot(weighted, factors[bought.getKey()]);
        if (adds > most) {
          most = adds;
          best = bought.getKey();
        }
      }
      return best;
    }
  }

  private static void addSquare(double[][] matrix, double[] vector, double weight) {
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        matrix[i][j] += weight * vector[i] * vector[j];
      }
    }
  }

  private static void add(double[] sum, double[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
