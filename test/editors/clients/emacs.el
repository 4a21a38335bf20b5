;;; session.el --- Uses the language server as Eglot does  -*- lexical-binding: t -*-
;;; Commentary:
;; Writes what each step showed to a file, as JSON.
;;; Code:
(require 'eglot)
(require 'json)
(require 'python)
(require 'js)

(defvar shown nil)

(defun show (key value)
  (push (cons key value) shown))

(defun write-report ()
  (with-temp-file (getenv "ASYNCLINT_REPORT")
    (insert (json-encode shown))))

(defun wait-until (what condition)
  (let ((end (time-add nil 20)))
    (while (not (funcall condition))
      (when (time-less-p end nil) (error "Waited in vain until %s" what))
      (accept-process-output nil 0.05))))

(defun findings ()
  ;; What Emacs does when it is idle, which it never is in a batch.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (accept-process-output nil 0.05)
  (vconcat (mapcar (lambda (diagnostic)
                     `((line . ,(line-number-at-pos (flymake-diagnostic-beg diagnostic)))
                       (message . ,(flymake-diagnostic-text diagnostic))))
                   (flymake-diagnostics))))

(defun wait-for-findings (what count)
  (wait-until what (lambda () (= (length (findings)) count)))
  (findings))

(defun visit (name mode)
  (find-file name)
  (funcall mode)
  (eglot-ensure)
  (unless (eglot-current-server) (apply #'eglot--connect (eglot--guess-contact)))
  (wait-until "the buffer is managed" #'eglot-managed-p))

(defun run-session ()
  (setq eglot-server-programs (list (list '(js-mode python-mode) (getenv "ASYNCLINT_NODE") (getenv "ASYNCLINT_SERVER") "lsp" "--stdio"))
        eglot-sync-connect 20
        eglot-confirm-server-initiated-edits nil
        make-backup-files nil)
  (visit "orders.js" #'js-mode)
  (show 'opened (wait-for-findings "a finding is shown" 1))
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (let ((actions (append (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                                          (list :textDocument (eglot--TextDocumentIdentifier)
                                                :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                                                :context '(:diagnostics [])))
                         nil)))
    (show 'titles (vconcat (mapcar (lambda (action) (plist-get action :title)) actions)))
    (let* ((action (car actions))
           (edit (or (plist-get action :edit)
                     (plist-get (jsonrpc-request (eglot--current-server-or-lose) :codeAction/resolve action) :edit))))
      (eglot--apply-workspace-edit edit)))
  (wait-for-findings "the repaired finding is gone" 0)
  (show 'repaired (buffer-substring-no-properties (point-min) (point-max)))
  (visit "service.py" #'python-mode)
  (show 'python (wait-for-findings "a finding is shown in Python" 1))
  (erase-buffer)
  (insert "import asyncio\n")
  (wait-for-findings "the finding went with its text" 0)
  (eglot-shutdown (eglot--current-server-or-lose))
  (show 'ended t))

(condition-case problem
    (run-session)
  (error (show 'failure (error-message-string problem))))
(write-report)
;; Buffers are not saved.
(kill-emacs (if (assq 'failure shown) 1 0))
;;; session.el ends here
