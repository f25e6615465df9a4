namespace HpoRunner.Experiments.Reading;

/// <summary>The other sections: names, bounds, and what goes with what.</summary>
internal sealed class SectionRulesTests
{
    [TestCase("sed: 7", "2:1: sed: unknown key; did you mean seed?")]
    [TestCase("xyzzy: 7",
        "2:1: xyzzy: unknown key; allowed here: name, description, seed, trainer, data, preprocessing, validation, metric, metrics, "
        + "measurements, search, parameters, constraints, points, budget, workers, final, report, durability")]
    [TestCase("name: a/b",
        "2:7: name: \"a/b\" is not allowed; a name is a letter or digit, then up to 63 letters, digits, dots, dashes and underscores")]
    [TestCase("name: ../x",
        "2:7: name: \"../x\" is not allowed; a name is a letter or digit, then up to 63 letters, digits, dots, dashes and underscores")]
    [TestCase("name: latest", "2:7: name: latest is the link to the newest run; choose another name")]
    [TestCase("name: \"\"",
        "2:7: name: \"\" is not allowed; a name is a letter or digit, then up to 63 letters, digits, dots, dashes and underscores")]
    [TestCase("name: -x",
        "2:7: name: \"-x\" is not allowed; a name is a letter or digit, then up to 63 letters, digits, dots, dashes and underscores")]
    [TestCase("name: [a]", "2:7: name: got a list; allowed: a text")]
    [TestCase("budget: {disk: 15MiB}", "2:16: budget.disk: 15MiB cannot hold report, charts and model of a run; allowed: 16MiB or more")]
    [TestCase("budget: {disk: 10GB}", "2:16: budget.disk: 10GB is not an amount; write one like 512MiB or 4GiB")]
    [TestCase("!seed: 1", "1:1: data: is missing; which rows are learned from")]
    [TestCase("!data: {}",
        "1:7: data.file: is missing; a CSV file with a header line, or a pair of IDX files, relative to the experiment file",
        "1:7: data.target: is missing; the column to predict; several for a regression with several outputs")]
    [TestCase("!data: a.csv",
        "1:7: data: got a.csv; allowed: a mapping with file, target, task, ignore, types, image, class_weights, missing, test")]
    [TestCase("!data: {file: \"\", target: y}", "1:14: data.file: \"\" is not a file's name; allowed: the name of a CSV file")]
    [TestCase("!data: {file: folder/, target: y}", "1:14: data.file: \"folder/\" is not a file's name; allowed: the name of a CSV file")]
    [TestCase("!data: {file: a.csv, target: [a, b], task: classification}",
        "1:29: data.target: 2 columns; a classification has one target, only a regression may have several")]
    [TestCase("!data: {file: a.csv, target: []}", "1:29: data.target: an empty list; name the column to predict")]
    [TestCase("!data: {file: a.csv, target: {a: b}}", "1:29: data.target: got a mapping; allowed: a text or a list of texts")]
    [TestCase("!data: {file: a.csv, target: y, ignore: [y, id, id]}",
        "1:40: data.ignore: y is the target and cannot be ignored",
        "1:48: data.ignore[2]: id is in the list twice")]
    [TestCase("!data: {file: a.csv, target: y, ignore: id}", "1:40: data.ignore: got id; allowed: a list of texts, like [a, b]")]
    [TestCase("!data: {file: a.csv, target: y, types: {zip: categoric}}",
        "1:45: data.types.zip: categoric is not known; allowed: numeric, categorical; did you mean categorical?")]
    [TestCase("!data: {file: a.csv, target: y, types: [zip]}", "1:39: data.types: got a list; allowed: a mapping like {zip: categorical}")]
    [TestCase("!data: {file: a.csv, target: y, missing: [null]}",
        "1:42: data.missing[0]: null means no value; leave the key out, or write \"null\" for the text")]
    [TestCase("!data: {file: a.csv, target: y, task: regresion}",
        "1:38: data.task: regresion is not known; allowed: classification, regression; did you mean regression?")]
    [TestCase("!data: {file: a.csv, target: y, test: 20}",
        "1:38: data.test: 20 is not a share above 0 % and below 100 %, like 20%, or none; write 20%")]
    [TestCase("!data: {file: a.csv, target: y, test: 100%}",
        "1:38: data.test: 100% is not a share above 0 % and below 100 %, like 20%, or none")]
    [TestCase("!data: {file: a.csv, target: y, test: 0}", "1:38: data.test: 0 is not a share above 0 % and below 100 %, like 20%, or none")]
    [TestCase("!data: {file: a.csv, target: y, test: abc}",
        "1:38: data.test: abc is not a share above 0 % and below 100 %, like 20%, or none")]
    [TestCase("metric: acuracy",
        "2:9: metric: acuracy is not known; allowed: accuracy, balanced_accuracy, log_loss, f1_macro, roc_auc, rmse, mae, r2, seconds, "
        + "parameters, and train_ before any that judges rows; did you mean accuracy?")]
    [TestCase("metric: {name: accuracy, goal: minimize, target: 1.5}",
        "2:32: metric.goal: minimize contradicts accuracy, whose goal is maximize; leave goal out",
        "2:50: metric.target: accuracy never reaches 1.5; it is from 0 to 1")]
    [TestCase("metric: {goal: minimize}", "2:16: metric.goal: a goal without a name; add name: with the metric")]
    [TestCase("metrics: accuracy",
        "2:10: metrics: got accuracy; allowed: a list of accuracy, balanced_accuracy, log_loss, f1_macro, roc_auc, rmse, mae, r2, "
        + "seconds, parameters")]
    [TestCase("metrics: [accuracy, accuracy, mse]",
        "2:21: metrics[1]: accuracy is in the list twice",
        "2:31: metrics[2]: mse is not known; allowed: accuracy, balanced_accuracy, log_loss, f1_macro, roc_auc, rmse, mae, r2, seconds, "
        + "parameters, and train_ before any that judges rows; did you mean rmse?"
    )]
    [TestCase(
        "!data: {file: a.csv, target: y, task: regression}\nmetric: accuracy\nmetrics: [rmse, log_loss]\nvalidation: {stratify: true}",
        "2:9: metric: accuracy does not judge a regression; allowed: rmse, mae, r2, seconds, parameters",
        "3:17: metrics[1]: log_loss does not judge a regression; allowed: rmse, mae, r2, seconds, parameters",
        "4:24: validation.stratify: a regression has no classes to keep in proportion; allowed: false")]
    [TestCase("preprocessing: {scale: minmax, impute: mean, encode: onehot}",
        "2:24: preprocessing.scale: minmax is not known; allowed: standard, min_max, robust, none; did you mean min_max?",
        "2:54: preprocessing.encode: onehot is not known; allowed: one_hot; did you mean one_hot?")]
    [TestCase("preprocessing: none", "2:16: preprocessing: got none; allowed: a mapping with scale, impute, encode; write {scale: none}")]
    [TestCase("validation: {folds: 1, repeats: 0}",
        "2:21: validation.folds: 1 is not allowed; folds is a whole number from 2 to 1000",
        "2:33: validation.repeats: 0 is not allowed; repeats is a whole number from 1 to 1000")]
    [TestCase("validation: {folds: 5.5}", "2:21: validation.folds: 5.5 is not allowed; folds is a whole number from 2 to 1000")]
    [TestCase("validation: {method: holdout, folds: 5, share: 0}",
        "2:31: validation.folds: a hold-out has no folds; leave folds out, or use method: k_fold",
        "2:48: validation.share: 0 is not a share above 0 % and below 100 %, like 20%")]
    [TestCase("validation: {share: 20%}", "2:14: validation.share: folds have no share; leave share out, or use method: holdout")]
    [TestCase(
        "validation: {method: kfold}",
        "2:22: validation.method: kfold is not known; allowed: k_fold, holdout, group_k_fold, time_series; did you mean k_fold?"
    )]
    [TestCase("search: grid", "2:9: search: got grid; allowed: a mapping with method; write {method: grid}")]
    [TestCase("search: {method: rndom}", "2:18: search.method: rndom is not known; allowed: grid, random; did you mean random?")]
    [TestCase("budget: {trials: 0, time: 90, until: 7:00, max_failed: 0}",
        "2:18: budget.trials: 0 is not allowed; trials is a whole number from 1 to 1000000",
        "2:27: budget.time: 90 has no unit; write 90s, 90m, 90h or 90d",
        "2:38: budget.until: 7:00 is not a time of day; write one from \"00:00\" to \"23:59\", like \"07:00\"",
        "2:56: budget.max_failed: 0 is not allowed; max_failed is a whole number from 1 to 1000000")]
    [TestCase("budget: {trials: 1.5, time: 8 hours, until: 24:00}",
        "2:18: budget.trials: 1.5 is not allowed; trials is a whole number from 1 to 1000000",
        "2:29: budget.time: 8 hours is not a time span; write one like 90s, 45m, 8h or 1d12h",
        "2:45: budget.until: 24:00 is not a time of day; write one from \"00:00\" to \"23:59\", like \"07:00\"")]
    [TestCase("budget: {time: 0s}", "2:16: budget.time: 0s is not allowed; a time span is longer than 0s and at most 3650d")]
    [TestCase("budget: {time: 12h1d}", "2:16: budget.time: 12h1d is not a time span; write one like 90s, 45m, 8h or 1d12h")]
    [TestCase("budget: {time: 99999999h}", "2:16: budget.time: 99999999h is not allowed; a time span is longer than 0s and at most 3650d")]
    [TestCase("workers: {count: 0, threads: 0, timeout: 1.5h, retries: -1}",
        "2:18: workers.count: 0 is not allowed; count is a whole number from 1 to 1024",
        "2:30: workers.threads: 0 is not allowed; threads is a whole number from 1 to 256",
        "2:42: workers.timeout: 1.5h is not a time span; write one like 90s, 45m, 8h or 1d12h",
        "2:57: workers.retries: -1 is not allowed; retries is a whole number from 0 to 100")]
    [TestCase("workers: {count: atuo}", "2:18: workers.count: atuo is not a number; allowed: a number, or auto")]
    [TestCase("workers: {count: 1025}", "2:18: workers.count: 1025 is not allowed; count is a whole number from 1 to 1024")]
    [TestCase("final: {keep_model: 2}\nreport: {topp: 3}",
        "2:9: final.keep_model: unknown key; did you mean keep_models?",
        "3:10: report.topp: unknown key; did you mean top?")]
    [TestCase("final: {keep_models: -1}", "2:22: final.keep_models: -1 is not allowed; keep_models is a whole number from 0 to 1000")]
    [TestCase("report: {top: 0}", "2:15: report.top: 0 is not allowed; top is a whole number from 1 to 10000")]
    [TestCase("durability: ful", "2:13: durability: ful is not known; allowed: full, os; did you mean full?")]
    public void Fault55_56_57_58_63_SectionThatIsWrong_SaysWhatIsAllowed(string snippet, params string[] expected) =>
        Assert.That(Sample.Errors(snippet), Is.EqualTo(expected));
}
