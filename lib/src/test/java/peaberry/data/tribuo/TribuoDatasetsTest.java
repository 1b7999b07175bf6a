package peaberry.data.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.evaluation.LabelConfusionMatrix;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.classification.libsvm.SVMClassificationType;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.clustering.evaluation.ClusteringEvaluator;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.regression.evaluation.RegressionEvaluator;
import org.tribuo.regression.slm.ElasticNetCDTrainer;
import peaberry.data.Datasets;
import peaberry.data.TrainTestSplit;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class TribuoDatasetsTest {

  @Test
  void everyTrainerLearnsFromATableAndItsEvaluationIsShown() {
    var blobs = Datasets.makeBlobs().samples(200).centers(3).make(7);
    var split = TrainTestSplit.stratified(blobs.y(), 0.25, 1);
    var train = TribuoDatasets.classification(split.train(blobs.table()), "target");
    var test = TribuoDatasets.classification(split.test(blobs.table()), "target");
    var svm =
        new SVMParameters<>(
            new SVMClassificationType(SVMClassificationType.SVMMode.C_SVC), KernelType.RBF);
    List<Trainer<Label>> trainers =
        List.of(
            new LogisticRegressionTrainer(),
            new LibLinearClassificationTrainer(),
            new LibSVMClassificationTrainer(svm),
            new CARTClassificationTrainer(5));
    for (Trainer<Label> trainer : trainers) {
      var evaluation = new LabelEvaluator().evaluate(trainer.train(train), test);
      assertThat(evaluation.accuracy()).as(trainer.toString()).isGreaterThan(0.9);
      String shown = new LabelEvaluationRenderer().render(evaluation).plain();
      assertThat(shown).contains("precision", "macro average", "accuracy ").contains("50");
      var confusion = (LabelConfusionMatrix) evaluation.getConfusionMatrix();
      assertThat(new TribuoConfusionRenderer().render(confusion).plain())
          .containsPattern("true . predicted +0 +1 +2 +recall")
          .contains("of 50 right");
    }
  }

  @Test
  void aRegressionFindsTheTargetOfMadeData() {
    var made = Datasets.makeRegression().features(4).noise(0.1).make(3);
    var data = TribuoDatasets.regression(made);
    var model = new ElasticNetCDTrainer(0.001, 0.9).train(data);
    var evaluation =
        new RegressionEvaluator()
            .evaluate(model, TribuoDatasets.regression(made.table(), "target"));
    assertThat(evaluation.averageR2()).isGreaterThan(0.99);
    assertThat(new RegressionEvaluationRenderer().render(evaluation).plain())
        .contains("target", "RMSE", "100 rows");
  }

  @Test
  void clustersAgreeWithTheBlobsTheyWereMadeOf() {
    var blobs = Datasets.makeBlobs().centers(3).clusterStd(0.2).make(0);
    var data = TribuoDatasets.clustering(blobs);
    var model = new KMeansTrainer(3, 20, DistanceType.L2.getDistance(), 1, 1).train(data);
    var evaluation = new ClusteringEvaluator().evaluate(model, data);
    assertThat(new ClusteringEvaluationRenderer().render(evaluation).plain())
        .contains("normalized mutual information", "100 rows");
    var unknown = TribuoDatasets.clustering(blobs.table().removeColumns("target"));
    assertThat(
            new KMeansTrainer(3, 20, DistanceType.L2.getDistance(), 1, 1)
                .train(unknown)
                .predict(unknown))
        .extracting(prediction -> prediction.getOutput().getID())
        .isEqualTo(model.predict(data).stream().map(p -> p.getOutput().getID()).toList());
  }

  @Test
  void aTableAndMadeDataGiveTheSameExamples() {
    var made = Datasets.makeMoons().samples(5).make(2);
    var fromData = TribuoDatasets.classification(made);
    var fromTable = TribuoDatasets.classification(made.table(), "target");
    for (int i = 0; i < 5; i++) {
      assertThat(fromTable.getExample(i).toString()).isEqualTo(fromData.getExample(i).toString());
      assertThat(fromData.getExample(i).iterator().next().getValue()).isEqualTo(made.x()[i][0]);
    }
  }

  @Test
  void aValueThatIsMissingIsNamed() {
    Table table =
        Table.create(DoubleColumn.create("a", 1, Double.NaN), DoubleColumn.create("y", 1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TribuoDatasets.regression(table, "y"))
        .withMessage("a is missing or not finite in row 1: drop such rows or fill them in.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TribuoDatasets.regression(table, "a"))
        .withMessage("The column a lacks 1 of 2 values: drop such rows or fill them in.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TribuoDatasets.classification(table, "b"))
        .withMessageContaining("has no column b");
  }
}
