// Hides the questions that are not asked, and sends a form once. Without this script all questions stand there with their condition in words.
(function () {
  "use strict";
  const form = document.querySelector(".questionnaire");
  if (!form) return;
  const dependent = [...form.querySelectorAll("[data-shown-by]")];
  const chosen = (id) => [...form.querySelectorAll(`[name="${id}"]:checked`)].filter((one) => !one.disabled).map((one) => one.value);

  function show() {
    for (const question of dependent) {
      const [id, options] = question.dataset.shownBy.split(":");
      const asked = chosen(id).some((value) => options.split(",").includes(value));
      question.hidden = !asked;
      question.disabled = !asked;
    }
  }
  form.addEventListener("change", show);
  show();
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => { delete form.dataset.sent; show(); });
})();
